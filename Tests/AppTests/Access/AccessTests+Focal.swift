// The stranger speaks for Croatia, heads the region, and has a registration of their own; see ``AccessWorld``.
let focalScenarios = """
    GET    /my-countries                                                         accounts
    GET    /my-countries/:country                                                accounts  404,stranger=200
    POST   /my-countries/:country/mandates/:mandate/confirmation                 accounts  303,facilitator=403
    GET    /my-countries/:country/proposals                                      accounts  404,stranger=200
    POST   /my-countries/:country/proposals                                      accounts  404,stranger=422
    GET    /my-countries/:country/events/:event                                  accounts  404,stranger=200
    POST   /my-countries/:country/events/:event/answer                           accounts  404,stranger=409
    POST   /my-countries/:country/events/:event/nominations                      accounts  404,stranger=422
    GET    /my-countries/:country/events/:event/nominations/:nomination          accounts  404,stranger=200
    POST   /my-countries/:country/events/:event/nominations/:nomination          accounts  404,stranger=422
    POST   /my-countries/:country/events/:event/nominations/:nomination/submission  accounts  404,stranger=303
    POST   /my-countries/:country/events/:event/nominations/:nomination/place    accounts  404,stranger=303
    POST   /my-countries/:country/events/:event/nominations/:nomination/replacement  accounts  404,stranger=422
    POST   /my-countries/:country/events/:event/nominations/:nomination/withdrawal  accounts  404,stranger=303
    GET    /my-countries/:country/events/:event/import                           accounts  404,stranger=200
    POST   /my-countries/:country/events/:event/import                           accounts  404,stranger=422
    GET    /my-countries/:country/events/:event/export/:format                   accounts  404,stranger=200
    GET    /my-regions/:region                                                   accounts  404,stranger=200
    POST   /my-regions/:region/mandates/:mandate/confirmation                    accounts  303,facilitator=403
    POST   /my-regions/:region/proposals/:mandate/confirmation                   accounts  404,stranger=409
    POST   /my-regions/:region/proposals/:mandate/refusal                        accounts  404,stranger=409
    GET    /my-events                                                            accounts
    POST   /my-events/:registration/confirmation                                 accounts  404,stranger=303
    POST   /my-events/:registration/acceptance                                   accounts  404,stranger=303
    POST   /my-events/:registration/withdrawal                                   accounts  404,stranger=303
    POST   /my-events/:registration/mode                                         accounts  422
    GET    /my-events/:registration/questions                                    accounts  404,stranger=200
    POST   /my-events/:registration/questions                                    accounts  404,stranger=303
    GET    /my-events/:registration/calendar.ics                                 accounts  404,stranger=200
    GET    /my-events/:registration/agenda                                       accounts  404,stranger=200
    GET    /my-events/:registration/materials/:material                          accounts  404
    GET    /my-events/:registration/certificate.pdf                              accounts  404
    GET    /r/:token/agenda                                                      everyone
    GET    /r/:token/materials/:material                                         everyone  404
    GET    /r/:token/certificate.pdf                                             everyone  404
    GET    /r/:token                                                             everyone
    POST   /r/:token/room                                                        everyone  303
    POST   /r/:token/confirmation                                                everyone  303
    POST   /r/:token/acceptance                                                  everyone  303
    POST   /r/:token/withdrawal                                                  everyone  303
    POST   /r/:token/mode                                                        everyone  422
    GET    /r/:token/questions                                                   everyone
    POST   /r/:token/questions                                                   everyone  303
    GET    /r/:token/calendar.ics                                                everyone
    GET    /api/v1/my-countries/:country/mandates                                accounts  404,stranger=200
    POST   /api/v1/my-countries/:country/proposals                               accounts  422
    POST   /api/v1/my-regions/:region/proposals/:mandate/confirmation            accounts  404,stranger=409
    POST   /api/v1/my-regions/:region/proposals/:mandate/refusal                 accounts  404,stranger=409
    GET    /api/v1/my-countries/:country/events                                  accounts  404,stranger=200
    GET    /api/v1/my-countries/:country/events/:event/nominations               accounts  404,stranger=200
    POST   /api/v1/my-countries/:country/events/:event/nominations               accounts  422
    PUT    /api/v1/my-countries/:country/events/:event/nominations/:nomination   accounts  422
    DELETE /api/v1/my-countries/:country/events/:event/nominations/:nomination   accounts  404,stranger=200
    POST   /api/v1/my-countries/:country/events/:event/nominations/:nomination/replacement  accounts  422
    PUT    /api/v1/my-countries/:country/events/:event/order                     accounts  422
    PUT    /api/v1/my-countries/:country/events/:event/answer                    accounts  422
    GET    /api/v1/my-events                                                     accounts
    POST   /api/v1/my-events/:registration/confirmation                          accounts  404,stranger=200
    POST   /api/v1/my-events/:registration/acceptance                            accounts  404,stranger=200
    POST   /api/v1/my-events/:registration/withdrawal                            accounts  404,stranger=200
    PUT    /api/v1/my-events/:registration/answers                               accounts  422
    POST   /api/v1/my-events/:registration/mode                                  accounts  422
    """
