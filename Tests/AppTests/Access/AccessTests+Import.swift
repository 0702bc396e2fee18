let importScenarios = """
    GET    /directory/people/import/:draft/questions                             keepers  200,administrator=404
    POST   /directory/people/import/:draft/questions                             keepers  303,administrator=404
    GET    /events/:event/people/import/:draft/questions                         owners
    POST   /events/:event/people/import/:draft/questions                         owners  303
    POST   /api/v1/people/imports                                                keepers  422
    GET    /api/v1/people/imports/:draft                                         keepers  200,administrator=404
    GET    /api/v1/people/imports/:draft/rows                                    keepers  200,administrator=404
    PUT    /api/v1/people/imports/:draft/answers                                 keepers  200,administrator=404
    POST   /api/v1/people/imports/:draft/confirmation                            keepers  200,administrator=404
    DELETE /api/v1/people/imports/:draft                                         keepers  200,administrator=404
    POST   /api/v1/events/:event/imports                                         owners  422
    GET    /api/v1/events/:event/imports/:draft                                  owners
    GET    /api/v1/events/:event/imports/:draft/rows                             owners
    PUT    /api/v1/events/:event/imports/:draft/answers                          owners
    POST   /api/v1/events/:event/imports/:draft/confirmation                     owners
    DELETE /api/v1/events/:event/imports/:draft                                  owners
    """
