let reviewScenarios = """
    GET    /events/:event/guide/review                                           room
    POST   /events/:event/guide/reopening                                        runners  303
    POST   /events/:event/guide/versions                                         paper  303
    GET    /events/:event/guide/versions/:version                                room
    GET    /events/:event/guide/comparison                                       room  400
    POST   /events/:event/guide/versions/:version/review                         runners  303
    POST   /events/:event/guide/versions/:version/sign-off                       room  400
    POST   /events/:event/guide/versions/:version/finalisation                   owners  409
    POST   /events/:event/guide/versions/:version/restoration                    paper  400
    GET    /events/:event/guide/sections/:section/comments                       room
    POST   /events/:event/guide/sections/:section/comments                       room  400
    POST   /events/:event/guide/comments/:comment/replies                        room  422
    POST   /events/:event/guide/comments/:comment/resolution                     room  303,observer=403,member=403
    POST   /events/:event/guide/comments/:comment/return                         room  303,observer=403,member=403
    POST   /events/:event/guide/comments/:comment/acceptance                     paper  409
    POST   /events/:event/guide/comments/:comment/declining                      paper  422
    GET    /api/v1/events/:event/guide/review                                    room
    GET    /api/v1/events/:event/guide/comments                                  room
    POST   /api/v1/events/:event/guide/comments                                  room  422
    POST   /api/v1/events/:event/guide/comments/:comment/replies                 room  422
    PUT    /api/v1/events/:event/guide/comments/:comment/state                   room  422
    GET    /api/v1/events/:event/guide/versions                                  room
    POST   /api/v1/events/:event/guide/versions                                  paper  201
    GET    /api/v1/events/:event/guide/versions/:version                         room
    POST   /api/v1/events/:event/guide/versions/:version/review                  runners
    PUT    /api/v1/events/:event/guide/versions/:version/sign-off                room  422
    POST   /api/v1/events/:event/guide/versions/:version/finalisation            owners  409
    """
