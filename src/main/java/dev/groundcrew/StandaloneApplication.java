package dev.groundcrew;

import jakarta.ws.rs.ApplicationPath;

/** REST in our own WAR, which the library JAR leaves out. */
@ApplicationPath("/")
public class StandaloneApplication extends GroundcrewApplication {}
