import Domain
import Storage
import Web

/// # My events
///
/// What somebody sees of their own registrations, and answers: by their account at `/my-events`, or by the link of one registration at
/// `/r/LINK`, which needs no account. Opening a page changes nothing: programs that look at mails open links too.
enum MyEventRoutes {
    static let all: [Route] = [
        .get(Paths.myEvents, .account) { visit in
            try await visit.read { reading in
                let own = try MyEventOperations.registrations(of: visit.visitor, reading)
                return MyEventsPage(
                    visit: visit,
                    events: try own.map { try MyEvent($0, visitor: visit.visitor, now: visit.now, reading) }
                ).answer
            }
        },
        .post(Paths.myConfirmation, .account) { visit, id in
            try await confirm(visit, .account(id), back: Paths.myEvents())
        },
        .post(Paths.myAcceptance, .account) { visit, id in
            try await accept(visit, .account(id), back: Paths.myEvents())
        },
        .post(Paths.myWithdrawal, .account) { visit, id in
            try await withdraw(visit, .account(id), back: Paths.myEvents())
        },
        .post(Paths.myMode, .account) { visit, id in
            try await changeMode(visit, .account(id), back: Paths.myEvents())
        },
        .get(Paths.myQuestions, .account) { visit, id in try await questions(visit, .account(id), FormState()) },
        .post(Paths.myQuestions, .account) { visit, id in
            try await answer(visit, .account(id), back: Paths.myEvents())
        },
        .get(Paths.myCalendar, .account) { visit, id in try await calendar(visit, .account(id)) },
        .get(Paths.myAgenda, .account) { visit, id in
            try await MyEventOperations.agenda(visit, .account(id), .account(id))
        },
        .get(Paths.myMaterial, .account) { visit, id, material in
            try await MyEventOperations.material(visit, .account(id), material)
        },
        .get(Paths.myCertificate, .account) { visit, id in
            try await MyEventOperations.certificate(visit, .account(id))
        },

        .get(Paths.personal, .anyone) { visit, link in
            try await MyEventOperations.count(visit, .link(link))
            return try await visit.read { reading in
                let own = try MyEventOperations.registration(.link(link), visit.visitor, reading)
                return PersonalPage(
                    visit: visit, own: try MyEvent(own, visitor: .guest, now: visit.now, reading), link: link
                ).answer
            }
        },
        .post(Paths.personalConfirmation, .anyone) { visit, link in
            try await confirm(visit, .link(link), back: Paths.personal(link))
        },
        .post(Paths.personalAcceptance, .anyone) { visit, link in
            try await accept(visit, .link(link), back: Paths.personal(link))
        },
        .post(Paths.personalWithdrawal, .anyone) { visit, link in
            try await withdraw(visit, .link(link), back: Paths.personal(link))
        },
        .post(Paths.personalMode, .anyone) { visit, link in
            try await changeMode(visit, .link(link), back: Paths.personal(link))
        },
        .get(Paths.personalQuestions, .anyone) { visit, link in
            try await MyEventOperations.count(visit, .link(link))
            return try await questions(visit, .link(link), FormState())
        },
        .post(Paths.personalQuestions, .anyone) { visit, link in
            try await answer(visit, .link(link), back: Paths.personal(link))
        },
        .get(Paths.personalCalendar, .anyone) { visit, link in try await calendar(visit, .link(link)) },
        .post(Paths.personalRoom, .anyone) { visit, link in
            let place = RoomPlace(rawValue: try visit.inbound.form().text("to")) ?? .room
            return .redirect(to: try await MyEventOperations.wayIn(visit, .link(link), to: place))
        },
        .get(Paths.personalAgenda, .anyone) { visit, link in
            try await MyEventOperations.agenda(visit, .link(link), .link(link))
        },
        .get(Paths.personalMaterial, .anyone) { visit, link, material in
            try await MyEventOperations.material(visit, .link(link), material)
        },
        .get(Paths.personalCertificate, .anyone) { visit, link in
            try await MyEventOperations.certificate(visit, .link(link))
        },
    ]

    private static func confirm(_ visit: Visit, _ key: MyEventOperations.Key, back: String) async throws -> Answer {
        let own = try await MyEventOperations.confirm(visit, key)
        // Whoever comes is asked next what the organiser wants to know.
        let asks = try await MyEventOperations.hasQuestions(visit, key)
        let done: Done = own.state == .complete ? .comes : .coming
        return .redirect(to: done.at(asks ? MyEventCard.Ways(key).questions : back))
    }

    private static func questions(_ visit: Visit, _ key: MyEventOperations.Key, _ state: FormState) async throws
        -> Answer
    {
        try await visit.read { reading in
            let own = try MyEventOperations.registration(key, visit.visitor, reading)
            guard own.isActive else { throw Refusal.registrationEnded }
            let rule = try RegistrationStore(reading).rule(of: own.event)
            return MyQuestionsPage(
                visit: visit, event: try EventStore(reading).event(own.event), key: key,
                questions: try RegistrationQuestionsSection(own.event, rule, of: own.id, state, reading),
                isWrong: !state.errors.isEmpty
            ).answer
        }
    }

    private static func answer(_ visit: Visit, _ key: MyEventOperations.Key, back: String) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            try await MyEventOperations.answer(visit, key, GivenAnswers(form))
            return .redirect(to: Done.saved.at(back))
        } catch {
            return try await questions(visit, key, try .refused(form, error))
        }
    }

    private static func accept(_ visit: Visit, _ key: MyEventOperations.Key, back: String) async throws -> Answer {
        try await MyEventOperations.accept(visit, key)
        return .redirect(to: Done.seatTaken.at(back))
    }

    private static func withdraw(_ visit: Visit, _ key: MyEventOperations.Key, back: String) async throws -> Answer {
        try await MyEventOperations.withdraw(visit, key)
        return .redirect(to: Done.withdrawalSent.at(back))
    }

    private static func changeMode(_ visit: Visit, _ key: MyEventOperations.Key, back: String) async throws -> Answer {
        guard let mode = AttendanceMode(rawValue: try visit.inbound.form().text("mode")) else {
            throw Refusal.invalid(["mode": L("Choose one from the list.")])
        }
        let waits = try await MyEventOperations.changeMode(visit, key, to: mode)
        return .redirect(to: (waits ? Done.waitsForRoom : Done.saved).at(back))
    }

    private static func calendar(_ visit: Visit, _ key: MyEventOperations.Key) async throws -> Answer {
        try await MyEventOperations.count(visit, key)
        return try await visit.read { reading in
            let own = try MyEventOperations.registration(key, visit.visitor, reading)
            guard own.state == .complete else { throw Refusal.notFound }
            let file = try CalendarOperations.file(of: own.event, visit, reading)
            return Answer.download(Array(file.text.utf8), type: CalendarFile.type, name: "event.ics")
        }
    }
}
