let registrationScenarios = """
    GET    /events/:event/registration                                           runners
    GET    /events/:event/registration/rule                                      owners
    POST   /events/:event/registration/rule                                      owners  422
    GET    /events/:event/registration/invitations                               owners
    POST   /events/:event/registration/invitations                               owners  422
    POST   /events/:event/registration/invitations/sending                       owners  303
    POST   /events/:event/registration/invitations/reminders                     owners  409
    GET    /events/:event/registration/links                                     owners  303
    POST   /events/:event/registration/links                                     owners
    POST   /events/:event/registration/invitations/:invitation/answer            owners  422
    POST   /events/:event/registration/invitations/:invitation/removal           owners  303
    GET    /events/:event/registration/nominations/of/:behalf                    owners
    POST   /events/:event/registration/nominations/of/:behalf                    owners  422
    POST   /events/:event/registration/nominations                               owners  422
    GET    /events/:event/registration/nominations/export/:format                owners
    GET    /events/:event/registration/export/:format                            owners
    POST   /events/:event/registration/ranking/:nomination                       owners  303
    POST   /events/:event/registration/approvals                                 owners  303
    POST   /events/:event/registration/people                                    owners  422
    GET    /events/:event/registration/people/new                                owners
    GET    /events/:event/registration/people/:registration                      owners
    POST   /events/:event/registration/people/:registration                      owners  422
    POST   /events/:event/registration/people/:registration/approval             owners  303
    POST   /events/:event/registration/people/:registration/rejection            owners  409
    POST   /events/:event/registration/people/:registration/withdrawal           owners  303
    POST   /events/:event/registration/people/:registration/return               owners  303
    POST   /events/:event/registration/people/:registration/unseating            owners  422
    POST   /events/:event/registration/people/:registration/protection           owners  422
    POST   /events/:event/registration/people/:registration/offer                owners  422
    POST   /events/:event/registration/people/:registration/answers              owners  303
    POST   /events/:event/registration/promotions                                owners  303
    GET    /events/:event/registration/questions                                 owners
    POST   /events/:event/registration/questions                                 owners  422
    GET    /events/:event/registration/questions/export/:format                  owners
    POST   /events/:event/registration/people/:registration/mode                 owners  422
    POST   /events/:event/registration/people/:registration/wish                 owners  303
    POST   /events/:event/registration/people/:registration/substitution         owners  422
    GET    /e/:code/registration                                                 everyone  404,facilitator=200,observer=404,organiser=200
    POST   /e/:code/registration                                                 everyone  404,facilitator=422,organiser=422
    POST   /e/:code/registration/withdrawal                                      accounts  404
    GET    /api/v1/events/:event/registration-rule                               owners
    PUT    /api/v1/events/:event/registration-rule                               owners
    GET    /api/v1/events/:event/invitations                                     owners
    POST   /api/v1/events/:event/invitations                                     owners  422
    POST   /api/v1/events/:event/invitations/sending                             owners
    PUT    /api/v1/events/:event/invitations/:invitation/answer                  owners  422
    GET    /api/v1/events/:event/nominations                                     owners
    POST   /api/v1/events/:event/nominations                                     owners  422
    PUT    /api/v1/events/:event/nominations/:nomination                         owners  422
    DELETE /api/v1/events/:event/nominations/:nomination                         owners
    POST   /api/v1/events/:event/nominations/import                              owners  422
    GET    /api/v1/events/:event/nominations.csv                                 owners
    GET    /api/v1/events/:event/registrations.csv                               owners
    GET    /api/v1/events/:event/registrations                                   runners
    POST   /api/v1/events/:event/registrations                                   owners  422
    GET    /api/v1/events/:event/registrations/:registration                     runners
    POST   /api/v1/events/:event/registrations/:registration/approval            owners
    POST   /api/v1/events/:event/registrations/:registration/rejection           owners  409
    POST   /api/v1/events/:event/registrations/:registration/withdrawal          owners
    POST   /api/v1/events/:event/registrations/:registration/return              owners
    POST   /api/v1/events/:event/registrations/:registration/unseating           owners  422
    POST   /api/v1/events/:event/registrations/:registration/protection          owners  422
    POST   /api/v1/events/:event/registrations/:registration/offer               owners  422
    GET    /api/v1/events/:event/registrations/:registration/answers             owners
    PUT    /api/v1/events/:event/registrations/:registration/answers             owners  422
    POST   /api/v1/events/:event/registration-promotions                         owners
    GET    /api/v1/events/:event/registration-questions                          owners
    PUT    /api/v1/events/:event/registration-questions                          owners  422
    GET    /api/v1/events/:event/registration-answers.csv                        owners
    POST   /api/v1/events/:event/registrations/:registration/mode                owners  422
    POST   /api/v1/events/:event/registrations/:registration/wish                owners  422
    POST   /api/v1/events/:event/registrations/:registration/substitution        owners  422
    """
