"""The textbank terminal: screens, widgets and commands over core."""
