// What the build adds to an app that does nothing.
