package dev.groundcrew.server.shop;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Lists nothing, so that the server looks for everything in the WAR. */
@ApplicationPath("api")
public class Shop extends Application {}
