let sightScenarios = """
    POST   /directory/people/:person/visibility                                  administrators  422
    POST   /directory/people/:person/account                                     administrators  422
    POST   /directory/people/:person/account/ending                              administrators  303
    POST   /directory/people/:person/invitation                                  administrators  201
    POST   /account/visibility                                                   accounts  422
    POST   /account/directory-email                                              accounts  422
    PUT    /api/v1/people/:person/email                                          accounts  422
    PUT    /api/v1/people/:person/visibility                                     accounts  422
    PUT    /api/v1/people/:person/account                                        administrators  422
    DELETE /api/v1/people/:person/account                                        administrators
    """
