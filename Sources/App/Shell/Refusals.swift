import Web

/// The product's refusals, all in one place, so that the same thing is always said in the same words.
extension Refusal {
    /// A list is as long as it may get.
    static func tooMany(_ words: Message) -> Refusal { Refusal(.conflict, "too-many", words) }

    /// - Parameter name: as it came; only its beginning is repeated.
    static func unknownParameter(_ name: String) -> Refusal {
        let name = String(FieldCheck.line(name).prefix(60))
        return Refusal(
            .badRequest, "unknown-parameter", L("There is no query parameter “\(name)” here."),
            advice: L("Nothing was done. Look at the description of this address, or leave the parameter out."))
    }
    static func repeatedParameter(_ name: String) -> Refusal {
        Refusal(
            .badRequest, "repeated-parameter", L("The query parameter “\(name)” stands here twice."),
            advice: L("Nothing was done. Send it once."))
    }

    /// Who is known already is not asked to sign in: an account that runs the room has no seat in it.
    static func noSeat(_ visitor: Visitor) -> Refusal {
        Refusal(
            visitor.journalName == nil ? .unauthorized : .forbidden, "no-seat",
            L("This page is for participants of the event."),
            advice: L("Open your personal link, or enter the event's code on the first page."))
    }
    static let notApproved = Refusal(
        .forbidden, "not-approved", L("The facilitator has not let you in yet."),
        advice: L("This takes a moment. The page goes on by itself."))
}

/// Collect and merge.
extension Refusal {
    static let observersLookOn = Refusal(
        .forbidden, "observers-look-on", L("Observers look on and do not write."),
        advice: L("If you should take part, ask an organiser to change your role."))
    static let stepOver = Refusal(
        .conflict, "step-over", L("The time for this part is over."),
        advice: L(
            "What was sent before is kept. What you wrote now is kept on this device: the facilitator can give this part more time or open it again."
        ))
    static let collectClosed = Refusal(
        .conflict, "collect-closed", L("Collecting is closed."),
        advice: L("What you wrote is kept on this device. It can be sent when the facilitator collects again."))
    static let topicClosed = Refusal(
        .conflict, "topic-closed", L("Another topic is on the table now."),
        advice: L("What you wrote is kept on this device. It can be sent when its topic is open again."))
    static let keyIsUsed = Refusal(
        .conflict, "key-used", L("Something else was sent under this key before."),
        advice: L(
            "Nothing was changed: what was sent first stands as it is. Send it under a new key, or change the first."))
    static let issueWithdrawn = Refusal(
        .conflict, "issue-withdrawn", L("This issue was withdrawn."), advice: L("Bring it back first, then change it."))
    static let issueJoined = Refusal(
        .conflict, "issue-joined", L("This issue has been joined with others."),
        advice: L(
            "Your words are kept as you wrote them. If they should stand alone, ask the facilitator to take them out."))
    static let mergeClosed = Refusal(
        .conflict, "merge-closed", L("Issues are joined in the merge stage only."),
        advice: L("Nothing was changed. Open the merge stage first."))
    static let issuesChanged = Refusal(
        .conflict, "issues-changed", L("One of these issues was withdrawn or joined meanwhile."),
        advice: L("Nothing was changed. The list shows how it stands now; choose again."))
    static let tooFewIssues = Refusal(
        .unprocessableContent, "too-few-issues", L("Choose at least two issues to join."),
        advice: L("Nothing was changed. Tick two or more, or drag one on another."))
    static let differentTopics = Refusal(
        .unprocessableContent, "different-topics", L("Only issues of the same topic can be joined."))
    static let alreadyVoted = Refusal(
        .conflict, "already-voted", L("This issue has been voted on as it stands."),
        advice: L(
            "Nothing was changed: the result would no longer say what people voted on. Join it with others to make a new issue."
        ))
    static let mergeMovedOn = Refusal(
        .conflict, "merge-moved-on",
        L("This cannot be undone exactly any more, because an issue in it was changed since."),
        advice: L("Nothing was changed. Take single issues out instead."))
    static let roundIsOpen = Refusal(
        .conflict, "round-is-open", L("A vote is open."), advice: L("Nothing was changed. Close the vote first."))
}

// Rounds
extension Refusal {
    static let roundFixed = Refusal(
        .conflict, "round-fixed", L("This round has been opened and can no longer be changed."),
        advice: L("What was fixed before the vote stays. Prepare a new round on the same issues instead."))
    static let roundNotOpen = Refusal(
        .conflict, "round-not-open", L("This round is not open."),
        advice: L("Nothing was changed. Look at the present stage of the event."))
    static let roundNotClosed = Refusal(
        .conflict, "round-not-closed", L("The result is sealed while the vote is open."),
        advice: L("Close the vote first."))
    static let roundWithoutEnd = Refusal(
        .conflict, "round-without-end", L("This round is closed by hand: it has no time to extend."))
    static func roundAlreadyOpen(_ number: Int) -> Refusal {
        Refusal(
            .conflict, "round-already-open", L("Round \(number) is still open."),
            advice: L("Close it first. Only one round is open at a time."))
    }
    static let roundIssuesChanged = Refusal(
        .conflict, "round-issues-changed", L("Some issues of this round were withdrawn or joined meanwhile."),
        advice: L("Nothing was opened. Change the round, look at its issues, and open it again."))
    static let resultSealed = Refusal(
        .conflict, "result-sealed", L("The result is sealed."),
        advice: L("The facilitator reveals it to everybody at the same time."))
    static let observersDoNotVote = Refusal(
        .forbidden, "observers-do-not-vote", L("Observers do not vote."),
        advice: L("Ask the facilitator if your role is wrong."))
    static let secondPersonNeeded = Refusal(
        .conflict, "second-person-needed", L("A second person confirms a paper ballot."),
        advice: L(
            "Ask somebody else who runs the room, or a rapporteur, to compare it with the sheet on their own device."))
}

// Joining
extension Refusal {
    static let doorClosed = Refusal(
        .forbidden, "door-closed", L("This event is entered by personal link."),
        advice: L("Open the link that you were sent, or scan the one on your slip."))
    static let invitationTaken = Refusal(
        .conflict, "invitation-taken", L("Somebody has come on this invitation meanwhile."),
        advice: L("Nothing was changed. Let them in as somebody else, and look at the event’s people."))
    static let doorFull = Refusal(
        .conflict, "door-full", L("Too many people wait at the door."),
        advice: L("Speak with the facilitator, and try again when some have been let in."))
}

// Accounts
extension Refusal {
    static let signInFailed = Refusal(
        .unprocessableContent, "sign-in-failed", L("E-mail and password do not fit together."),
        advice: L("Check both. If you forgot your password, an administrator can send you a new link."))
    static let linkEnded = Refusal(
        .gone, "link-ended", L("This link no longer works."),
        advice: L("It was used, replaced or is too old. Ask the person who gave it to you for a new one."))
    static let accountDisabled = Refusal(
        .conflict, "account-disabled", L("This account is disabled."), advice: L("Enable it first."))
    static let lastAdministrator = Refusal(
        .conflict, "last-administrator", L("This is the last account that administers the server."),
        advice: L("Nothing was changed. Make another administrator first: roundtable admin create."))
    static let ownAccount = Refusal(
        .conflict, "own-account", L("You cannot disable your own account."), advice: L("Another administrator can."))
    static let tooBusy = Refusal(
        .serviceUnavailable, "too-busy", L("The server is too busy at the moment."),
        advice: L("Nothing was changed. Try again in a minute."))
}

// Signing in at the institution's provider
extension Refusal {
    static let signInExpired = Refusal(
        .badRequest, "sign-in-expired", L("This sign-in was begun too long ago, or in another browser."),
        advice: L("You were not signed in. Begin again; it must be finished within ten minutes."))
    static let accountLocked = Refusal(
        .forbidden, "account-locked", L("Your account here is disabled."),
        advice: L("You were not signed in. An administrator of this server can enable it again."))
    static func signInDeclined(_ name: String) -> Refusal {
        Refusal(
            .forbidden, "sign-in-declined", L("\(name) did not sign you in."),
            advice: L("You stopped there, or it refused. You can try again, or use your password."))
    }
    static func providerAway(_ name: String) -> Refusal {
        Refusal(
            .serviceUnavailable, "provider-away", L("\(name) does not answer at the moment."),
            advice: L("You were not signed in. Try again in a minute, or use your password."))
    }
    static func providerWrong(_ name: String, request: String) -> Refusal {
        Refusal(
            .badGateway, "provider-wrong", L("The answer of \(name) could not be trusted."),
            advice: L(
                "You were not signed in. Try again; if it happens again, tell the administrator of this server this number: \(request)"
            ))
    }
    static func emailDoubtful(_ name: String) -> Refusal {
        Refusal(
            .forbidden, "email-doubtful", L("\(name) has not confirmed your e-mail address."),
            advice: L(
                "The first time, a confirmed address finds your account. Ask whoever keeps your account there, or use your password."
            ))
    }
    static func noAccount(email: String, _ name: String) -> Refusal {
        Refusal(
            .forbidden, "no-account", L("There is no account for you here."),
            advice: L(
                "\(name) knows you as \(email), and no account here has this address. Accounts are made by invitation: ask the organiser of your event or an administrator of this server to invite this address."
            ))
    }
    static func otherIdentity(_ name: String) -> Refusal {
        Refusal(
            .forbidden, "other-identity", L("The account with your address is linked with somebody else at \(name)."),
            advice: L(
                "You were not signed in. If the account is yours, sign in with its password, unlink it under “My account”, and try again. An administrator can send you a new link."
            ))
    }
}

// Results
extension Refusal {
    static let tooFewBallots = Refusal(
        .conflict, "too-few-ballots", L("Fewer than five people answered."),
        advice: L("Nothing is shown or handed out, so that nobody can be recognised."))
    static let ballotsStay = Refusal(
        .conflict, "ballots-stay", L("Single ballots of this round are not handed out."),
        advice: L(
            "An earlier round on some of these issues has handed out its own, and two ballots of one person are alike. The numbers hold what the result is counted from."
        ))
    static let noRasteriser = Refusal(
        .notImplemented, "no-rasteriser", L("This server cannot make PNG pictures."),
        advice: L(
            "Its administrator can install the Debian package librsvg2-bin. The SVG picture holds the same and opens in every browser."
        ))
}

// Cards
extension Refusal {
    static let cardClosed = Refusal(
        .conflict, "card-closed", L("This is not open for writing at the moment."),
        advice: L("What you wrote is kept on this device. It can be sent when the facilitator opens it again."))
    static let notYourCard = Refusal(
        .forbidden, "not-your-card", L("Only the people of this table write here."),
        advice: L("What you wrote was not stored. If you belong to this table, tell the facilitator."))
    static func cardTooLong(limit: Int, count: Int) -> Refusal {
        Refusal(
            .unprocessableContent, "card-too-long",
            L("At most \(limit) characters fit here; these are \(count)."),
            advice: L("Nothing was stored, and what you wrote is kept. Shorten it; it is then sent."))
    }
}
