package dev.groundcrew.access;

public class FirstAdministrator {
  public void ensure() {}
}
