let directoryRetentionScenarios = """
    GET    /directory/retention                                                  administrators
    POST   /directory/retention                                                  administrators  303
    GET    /api/v1/directory/retention                                           administrators
    PUT    /api/v1/directory/retention                                           administrators  422
    """
