let mailScenarios = """
    GET    /mail/refusals/:token                                                 everyone
    POST   /mail/refusals/:token                                                 everyone  303
    POST   /mail/refusals/:token/reversal                                        everyone  303
    GET    /events/:event/mail                                                   runners
    POST   /events/:event/reminders                                              runners  409
    GET    /events/:event/personal-link-mails                                    owners
    POST   /events/:event/personal-link-mails                                    owners  409
    POST   /events/:event/mail/retries                                           runners  303
    """
