let directoryRetentionScenarios = """
    GET    /directory/retention                                                  administrators
    POST   /directory/retention                                                  administrators
    GET    /api/v1/directory/retention                                           administrators
    PUT    /api/v1/directory/retention                                           administrators
    """
