let partsScenarios = """
    POST   /events/:event/parts                                                  owners
    POST   /events/:event/parts/:part/removal                                    owners
    GET    /api/v1/events/:event/parts                                           room
    POST   /api/v1/events/:event/parts                                           owners
    DELETE /api/v1/events/:event/parts/:part                                     owners
    """
