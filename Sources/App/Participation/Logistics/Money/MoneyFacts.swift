import Domain
import Web

enum MoneyFacts: RoutedFeature, StoredFeature, JournalFeature, ClockFeature, NoticeFeature, HelpFeature,
    LogisticsFeature, MenuFeature
{
    static var routes: [Route] { MoneyRoutes.all }
    static var api: [APIRoute] { MoneyAPI.routes }
    static var clocks: [Clock] { [Clock { await ReceiptOperations.watch($0) }] }
    static var notices: [Done] { [.claimSent] }

    static var logisticsTabs: [LogisticsTab] {
        [
            LogisticsTab(id: "budget", order: 30, label: L("Budget"), path: { MoneyPaths.budget($0) }),
            LogisticsTab(id: "claims", order: 40, label: L("Claims"), path: { MoneyPaths.claims($0) }),
        ]
    }

    static var menu: [MenuEntry] {
        [
            MenuEntry(
                order: 28, path: MoneyPaths.mine(), label: { L("Budget and claims") },
                isFor: { !$0.organisesProgrammes })
        ]
    }

    static var journal: [JournalKind] {
        [
            JournalKind("budget.creation", L("Line of the budget added")),
            JournalKind("budget.change", L("Line of the budget changed")),
            JournalKind("budget.removal", L("Line of the budget removed")),
            JournalKind("budget.rate", L("Rate of exchange entered")),
            JournalKind("budget.allowances", L("Rates by place changed")),
            JournalKind("budget.entitlement", L("Somebody entitled to money")),
            JournalKind("budget.entitlement-removal", L("Entitlement removed")),
            JournalKind("budget.finance", L("Somebody named to keep the money")),
            JournalKind("budget.finance-end", L("Somebody keeps the money no longer")),
            JournalKind("claim.creation", L("Claim begun")), JournalKind("claim.submission", L("Claim sent")),
            JournalKind("claim.check", L("Claim checked")), JournalKind("claim.approval", L("Claim approved")),
            JournalKind("claim.payment", L("Claim paid")), JournalKind("claim.return", L("Claim returned")),
            JournalKind("claim.rejection", L("Claim rejected")),
            JournalKind("claim.reopening", L("Claim to be checked anew")),
            JournalKind("claim.receipt", L("Bill added to a claim")),
            JournalKind("payment.advance", L("Advance paid")),
            JournalKind("payment.recovery", L("Money given back")),
        ]
    }

    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "money", order: 63, title: L("Budget and claims"),
                screens: [
                    MoneyPaths.budget.template, MoneyPaths.allowances.template, MoneyPaths.claims.template,
                    MoneyPaths.claim.template,
                ],
                text: [
                    L(
                        "Write the lines of the budget first: what money is there for, with a ceiling. Then entitle people: nights are taken from their journeys, so that a changed journey changes the sum."
                    ),
                    L(
                        "A claim is checked item by item. A ceiling cuts what is allowed, never what was claimed. Foreign currency is exchanged at the rate of its month, which is kept with the item."
                    ),
                    L(
                        "Somebody else than who checked it approves it. When it is paid, what was advanced is taken off; if more was paid than is due, the rest is shown as to be recovered."
                    ),
                ], guides: [.organiser])
        ]
    }

    // MARK: Tables

    private static let here = "travel, needs and money are kept by the server that organises"
    private static let hidden = "seen by who keeps the money and whose it is"

    static var tables: [TableFacts] {
        [
            TableFacts(
                "programme_finance", person: .rows(303, [.account("account_id")]), erasure: .deleted, file: .noEvent),
            TableFacts("budget_line", search: .left(hidden), texts: ["title"], file: .stays(here)),
            TableFacts("exchange_rate", search: .left(hidden), texts: ["source"], file: .noEvent),
            TableFacts("allowance", search: .left(hidden), texts: ["scheme", "city"], file: .noEvent),
            // What follows stays under its number: what was paid was paid. The words about it go with the person, and with the event's names.
            TableFacts(
                "entitlement", search: .left(hidden),
                person: .rows(
                    328, [.seat("participant_id"), .record("registration_id")],
                    ["id", "basis", "quantity", "rate", "currency", "part", "note"]),
                erasure: .blanked(["note": .empty]), namesOfEvent: .column("event_id"), texts: ["note"],
                seats: [.seat("participant_id")], file: .stays(here)),
            TableFacts(
                "claim", search: .left(hidden),
                person: .rows(
                    304, [.seat("participant_id"), .record("registration_id"), .record("id")],
                    ["id", "number", "state", "currency", "note", "reason", "submitted_at", "decided_at"]),
                erasure: .blanked(["note": .empty, "reason": .empty]), namesOfEvent: .column("event_id"),
                texts: ["note", "reason"],
                seats: [.seat("participant_id"), .actor("checker", .stays), .actor("approver", .stays)],
                file: .stays(here)),
            TableFacts(
                "claim_item", search: .left(hidden),
                person: .rows(
                    326, [.seat("participant_id"), .record("claim_id")],
                    ["id", "claim_id", "category", "spent_on", "words", "amount", "currency", "allowed", "reason"]),
                erasure: .blanked(["words": .dash, "reason": .empty]),
                namesOfEvent: .through("claim_id", table: "claim"), texts: ["words", "reason"],
                seats: [.seat("participant_id")], file: .stays(here)),
            // Nobody reads it from then on; the file follows within a minute (``ReceiptOperations``).
            TableFacts(
                "receipt",
                person: .rows(327, [.seat("participant_id")], ["id", "claim_item_id", "file_id", "added_at"]),
                erasure: .blanked(["erased_at": .now]), namesOfEvent: .column("event_id"),
                seats: [.seat("participant_id")], file: .stays(here)),
            TableFacts(
                "payment", search: .left(hidden),
                person: .rows(
                    305, [.seat("participant_id"), .record("registration_id")],
                    ["id", "kind", "amount", "currency", "paid_on", "reference"]),
                erasure: .blanked(["reference": .empty]), namesOfEvent: .column("event_id"), texts: ["reference"],
                seats: [.seat("participant_id"), .actor("payer", .stays)], file: .stays(here)),
        ]
    }
}
