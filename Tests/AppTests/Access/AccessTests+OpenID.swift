let openIDScenarios = """
    GET    /sign-in/provider                                                     everyone  404
    GET    /sign-in/provider/return                                              everyone  404
    POST   /account/identities/:identity/removal                                 accounts  404,organiser=303
    """
