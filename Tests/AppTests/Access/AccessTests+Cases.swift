let casesScenarios = """
    GET    /programmes/:programme/cases                                          programme
    POST   /programmes/:programme/cases                                          owners
    GET    /programmes/:programme/cases/new                                      owners
    GET    /programmes/:programme/cases/:case                                    programme
    POST   /programmes/:programme/cases/:case                                    owners
    GET    /programmes/:programme/cases/:case/edit                               owners
    POST   /programmes/:programme/cases/:case/retirement                         owners
    POST   /programmes/:programme/cases/:case/return                             owners
    POST   /programmes/:programme/cases/:case/deletion                           owners
    GET    /events/:event/cases                                                  room
    POST   /events/:event/cases                                                  room
    GET    /events/:event/cases/new                                              room
    GET    /events/:event/cases/:case                                            room
    POST   /events/:event/cases/:case                                            room
    GET    /events/:event/cases/:case/edit                                       room
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
