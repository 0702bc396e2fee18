import Foundation
import Testing
import TestSupport
import Web

@testable import App

/// Who sees what of a person: each viewer and each choice.
struct MayReadTests {
    enum Who: String, CaseIterable {
        case guest, member, outsider, ownOrganiser, otherOrganiser, newOrganiser, themselves, administrator
    }

    private struct Case {
        let who: Who
        let choice: VisibleTo
        /// n: name and country, p: profile, e: e-mail, then the events.
        let sees: String
    }

    private static let table: [Case] = [
        (Who.guest, "", "", ""), (.member, "", "", "np"), (.outsider, "", "", ""),
        (.ownOrganiser, "npe own", "npe own", "npe own"), (.otherOrganiser, "", "np", "np"),
        (.newOrganiser, "", "np", "np"), (.themselves, "npe all", "npe all", "npe all"),
        (.administrator, "npe all", "npe all", "npe all"),
    ].flatMap { row in
        zip(VisibleTo.allCases, [row.1, row.2, row.3]).map { Case(who: row.0, choice: $0, sees: $1) }
    }

    @Test func `the table says who sees what`() {
        let environment = Web.Environment.test(TestClock(), seed: 5)
        let (event, elsewhere): (Event.ID, Event.ID) = (environment.id(), environment.id())
        let (programme, other): (Programme.ID, Programme.ID) = (environment.id(), environment.id())
        let person: Person.ID = environment.id()
        #expect(Self.table.count == Who.allCases.count * VisibleTo.allCases.count)
        for item in Self.table {
            let record = PersonSight(
                id: person, visibleTo: item.choice, events: [event, environment.id()], programmes: [programme])
            let account = Visitor.AccountSession(
                id: environment.id(), name: "A", email: "a@example.org", language: nil,
                isAdministrator: item.who == .administrator, organisesProgrammes: item.who == .newOrganiser)
            var visitor = Visitor(account: account, seat: nil)
            var roster = Roster()
            switch item.who {
            case .guest: visitor = .guest
            case .member: roster.programmes = [programme]
            case .outsider: roster.programmes = [other]
            case .ownOrganiser: (roster.organises, roster.programmes) = ([event], [programme])
            case .otherOrganiser: (roster.organises, roster.programmes) = ([elsewhere], [other])
            case .themselves: roster.person = person
            case .newOrganiser, .administrator: break
            }
            let sight = mayRead(record, visitor, roster, now: 0)
            var sees = (sight.isNamed ? "n" : "") + (sight.hasProfile ? "p" : "") + (sight.hasEmail ? "e" : "")
            switch sight.events {
            case .all: sees += " all"
            case .only([event]): sees += " own"
            case .only(let events): #expect(events.isEmpty)
            }
            #expect(sees == item.sees, "\(item.who) of \(item.choice)")
        }
    }
}
