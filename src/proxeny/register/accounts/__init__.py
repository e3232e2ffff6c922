"""Who may work with the register: people, their roles, tokens, invitations and sign-ins."""
