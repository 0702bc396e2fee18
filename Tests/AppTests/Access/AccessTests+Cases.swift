let casesScenarios = """
    GET    /api/v1/programmes/:programme/cases                                   programme
    POST   /api/v1/programmes/:programme/cases                                   owners
    GET    /api/v1/programmes/:programme/cases/:case                             programme
    PUT    /api/v1/programmes/:programme/cases/:case                             owners
    DELETE /api/v1/programmes/:programme/cases/:case                             owners
    PUT    /api/v1/programmes/:programme/cases/:case/retirement                  owners
    DELETE /api/v1/programmes/:programme/cases/:case/retirement                  owners
    GET    /api/v1/events/:event/cases                                           room
    POST   /api/v1/events/:event/cases                                           room
    GET    /api/v1/events/:event/cases/:case                                     room
    PUT    /api/v1/events/:event/cases/:case                                     room
    """
