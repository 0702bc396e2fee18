let sightScenarios = """
    POST   /directory/people/:person/visibility                                  administrators
    POST   /directory/people/:person/account                                     administrators
    POST   /directory/people/:person/account/ending                              administrators
    POST   /directory/people/:person/invitation                                  administrators
    POST   /account/visibility                                                   accounts
    PUT    /api/v1/people/:person/visibility                                     accounts
    PUT    /api/v1/people/:person/account                                        administrators
    DELETE /api/v1/people/:person/account                                        administrators
    """
