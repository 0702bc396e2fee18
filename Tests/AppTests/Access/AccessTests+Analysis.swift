let analysisScenarios = """
    GET    /events/:event/tables                                                 room
    GET    /events/:event/tables/:group                                          room
    GET    /events/:event/tables/:group/live                                     room
    POST   /events/:event/tables/:group/aspects                                  room  400
    POST   /events/:event/shown-table                                            runners  303
    GET    /events/:event/aspects/:aspect                                        room
    POST   /events/:event/aspects/:aspect                                        room  303,observer=403,member=409,rapporteur=409
    POST   /events/:event/aspects/:aspect/withdrawal                             room  303,observer=403,member=409,rapporteur=409
    POST   /events/:event/aspects/:aspect/restoration                            room  303,observer=403,member=409,rapporteur=409
    POST   /events/:event/aspects/:aspect/cases                                  room  422
    POST   /events/:event/aspects/:aspect/cases/:case/removal                    room  303,observer=403,member=409,rapporteur=409
    POST   /events/:event/aspects/:aspect/links                                  room  400
    GET    /api/v1/events/:event/aspects                                         room
    POST   /api/v1/events/:event/aspects                                         room  422
    GET    /api/v1/events/:event/aspects/:aspect                                 room
    PUT    /api/v1/events/:event/aspects/:aspect                                 room  200,observer=403,member=409,rapporteur=409
    PUT    /api/v1/events/:event/aspects/:aspect/withdrawal                      room  200,observer=403,member=409,rapporteur=409
    DELETE /api/v1/events/:event/aspects/:aspect/withdrawal                      room  200,observer=403,member=409,rapporteur=409
    PUT    /api/v1/events/:event/aspects/:aspect/cases/:case                     room  200,observer=403,member=409,rapporteur=409
    DELETE /api/v1/events/:event/aspects/:aspect/cases/:case                     room  200,observer=403,member=409,rapporteur=409
    GET    /api/v1/events/:event/aspect-links                                    room
    PUT    /api/v1/events/:event/aspects/:aspect/links/:other                    room  422
    DELETE /api/v1/events/:event/aspects/:aspect/links/:other                    room  200,observer=403,member=409,rapporteur=409
    """
