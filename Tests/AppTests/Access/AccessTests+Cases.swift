let casesScenarios = """
    GET    /library                                                              accounts
    GET    /programmes/:programme/cases                                          programme
    POST   /programmes/:programme/cases                                          owners  422
    GET    /programmes/:programme/cases/new                                      owners
    GET    /programmes/:programme/cases/:case                                    programme
    POST   /programmes/:programme/cases/:case                                    owners  422
    GET    /programmes/:programme/cases/:case/edit                               owners
    POST   /programmes/:programme/cases/:case/retirement                         owners  303
    POST   /programmes/:programme/cases/:case/return                             owners  303
    POST   /programmes/:programme/cases/:case/withdrawal                         owners  422
    POST   /programmes/:programme/cases/:case/deletion                           owners  409
    GET    /events/:event/cases                                                  room
    POST   /events/:event/cases                                                  room  422,observer=403
    GET    /events/:event/cases/new                                              room  200,observer=403
    GET    /events/:event/cases/:case                                            room
    POST   /events/:event/cases/:case                                            room  403,facilitator=422,organiser=422
    GET    /events/:event/cases/:case/edit                                       room  403,facilitator=200,organiser=200
    GET    /api/v1/programmes/:programme/cases                                   programme
    POST   /api/v1/programmes/:programme/cases                                   owners  422
    GET    /api/v1/programmes/:programme/cases/:case                             programme
    PUT    /api/v1/programmes/:programme/cases/:case                             owners  422
    DELETE /api/v1/programmes/:programme/cases/:case                             owners  409
    PUT    /api/v1/programmes/:programme/cases/:case/retirement                  owners
    DELETE /api/v1/programmes/:programme/cases/:case/retirement                  owners
    POST   /api/v1/programmes/:programme/cases/:case/withdrawal                  owners  422
    GET    /api/v1/events/:event/cases                                           room
    POST   /api/v1/events/:event/cases                                           room  422
    GET    /api/v1/events/:event/cases/:case                                     room
    PUT    /api/v1/events/:event/cases/:case                                     room  422
    """
