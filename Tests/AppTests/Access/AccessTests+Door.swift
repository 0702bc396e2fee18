let doorScenarios = """
    GET    /events/:event/attendance                                             runners
    GET    /events/:event/attendance/export/:format                              runners
    POST   /events/:event/attendance/:attendance/undo                            runners  303
    GET    /events/:event/attendance/import                                      owners
    POST   /events/:event/attendance/import                                      owners  422
    POST   /events/:event/attendance/import/choice                               owners  422
    GET    /events/:event/attendance/codes                                       runners
    POST   /events/:event/attendance/codes                                       owners  422
    GET    /events/:event/attendance/codes/:checkin                              runners
    POST   /events/:event/attendance/codes/:checkin/closing                      runners  303
    GET    /e/:code/here                                                         room  200,organiser=403
    POST   /e/:code/here                                                         room  422,organiser=403
    GET    /events/:event/attendance/notes                                       owners
    POST   /events/:event/attendance/notes                                       owners  422
    GET    /events/:event/desk                                                   everyone  404,guest=303,observer=403,member=403,rapporteur=403,facilitator=200,organiser=200
    POST   /events/:event/desk/ticks                                             everyone  404,guest=401,observer=403,member=403,rapporteur=403
    POST   /events/:event/desk/queue                                             everyone  404,guest=401,observer=403,member=403,rapporteur=403,facilitator=415,organiser=415
    GET    /events/:event/desk/worker.js                                         everyone
    POST   /events/:event/desk-links                                             owners  422
    GET    /events/:event/desk-links/:pass                                       owners
    POST   /events/:event/desk-links/:pass/revocation                            owners  303
    GET    /d/:token                                                             everyone
    POST   /d/:token                                                             everyone  303
    POST   /desk/departure                                                       everyone  303
    GET    /events/:event/certificates                                           owners
    POST   /events/:event/certificates                                           owners  303
    POST   /events/:event/certificates/rule                                      owners  422
    GET    /events/:event/certificates/certificates.zip                          owners
    GET    /events/:event/certificates/:certificate/certificate.pdf              owners
    POST   /events/:event/certificates/:certificate/revocation                   owners  303
    GET    /c/:number                                                            everyone
    POST   /c/:number                                                            everyone  404
    GET    /events/:event/badges                                                 owners
    POST   /events/:event/badges                                                 owners  422
    GET    /api/v1/events/:event/attendance                                      runners
    POST   /api/v1/events/:event/attendance                                      runners  422
    GET    /api/v1/events/:event/check-in-codes                                  runners
    POST   /api/v1/events/:event/check-in-codes                                  owners  422
    GET    /api/v1/events/:event/desk-links                                      owners
    POST   /api/v1/events/:event/desk-links                                      owners  422
    GET    /api/v1/events/:event/certificates                                    owners
    POST   /api/v1/events/:event/certificates                                    owners
    """
