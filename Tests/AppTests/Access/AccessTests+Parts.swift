let partsScenarios = """
    POST   /events/:event/parts                                                  owners  422
    POST   /events/:event/parts/:part/removal                                    owners  409
    GET    /api/v1/events/:event/parts                                           room
    POST   /api/v1/events/:event/parts                                           owners  422
    DELETE /api/v1/events/:event/parts/:part                                     owners  409
    """
