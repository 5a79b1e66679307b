package dev.groundcrew;

import jakarta.ws.rs.ApplicationPath;

/** REST in somebody else's WAR, which our own leaves out. */
@ApplicationPath("groundcrew")
public class LibraryApplication extends GroundcrewApplication {}
