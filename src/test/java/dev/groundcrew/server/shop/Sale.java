package dev.groundcrew.server.shop;

/** What was sold; written by the server's own JSON-B. */
public record Sale(String item, String buyer) {}
