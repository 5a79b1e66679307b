// The console: what it can do, curl can do.
import './shell/shell.js';
