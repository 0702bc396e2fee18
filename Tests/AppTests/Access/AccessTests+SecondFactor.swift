let secondFactorScenarios = """
    GET    /sign-in/code                                                         everyone
    POST   /sign-in/code                                                         everyone
    GET    /account/second-factor                                                accounts
    POST   /account/second-factor                                                accounts
    POST   /account/second-factor/confirmation                                   accounts
    POST   /account/second-factor/recovery-codes                                 accounts
    POST   /account/second-factor/removal                                        accounts
    POST   /accounts/second-factor-rule                                          administrators
    """
