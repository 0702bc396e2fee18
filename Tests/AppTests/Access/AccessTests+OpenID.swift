let openIDScenarios = """
    GET    /sign-in/provider                                                     everyone
    GET    /sign-in/provider/return                                              everyone
    POST   /account/identities/:identity/removal                                 accounts
    """
