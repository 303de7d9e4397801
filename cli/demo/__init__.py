"""The demonstration district: facts as data, and how they are sent as commands through the gateway."""
