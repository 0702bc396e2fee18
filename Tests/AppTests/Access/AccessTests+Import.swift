let importScenarios = """
    GET    /directory/people/import/:draft/questions                             keepers
    POST   /directory/people/import/:draft/questions                             keepers
    GET    /events/:event/people/import/:draft/questions                         owners
    POST   /events/:event/people/import/:draft/questions                         owners
    POST   /api/v1/people/imports                                                keepers
    GET    /api/v1/people/imports/:draft                                         keepers
    GET    /api/v1/people/imports/:draft/rows                                    keepers
    PUT    /api/v1/people/imports/:draft/answers                                 keepers
    POST   /api/v1/people/imports/:draft/confirmation                            keepers
    DELETE /api/v1/people/imports/:draft                                         keepers
    POST   /api/v1/events/:event/imports                                         owners
    GET    /api/v1/events/:event/imports/:draft                                  owners
    GET    /api/v1/events/:event/imports/:draft/rows                             owners
    PUT    /api/v1/events/:event/imports/:draft/answers                          owners
    POST   /api/v1/events/:event/imports/:draft/confirmation                     owners
    DELETE /api/v1/events/:event/imports/:draft                                  owners
    """
