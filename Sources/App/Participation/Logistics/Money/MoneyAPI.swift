import Domain
import Foundation
import Storage
import Web

/// The same as JSON, on the same operations. Amounts are in minor units: 45250 is 45.250 JOD.
enum MoneyAPI {
    struct ItemInput: Codable, Sendable {
        let category: CostCategory
        /// A day.
        let spentOn: String
        let words: String
        /// As people write it: `187500.00`.
        let amount: String
        /// ISO 4217.
        let currency: String
        /// It is claimed also where the event does not take place; false unless told.
        let isNotRefundable: Bool?

        var input: ClaimItemInput {
            ClaimItemInput(
                category: category, spentOn: spentOn, words: words, amount: amount, currency: currency,
                isNotRefundable: isNotRefundable ?? false)
        }
    }

    struct ClaimInput: Codable, Sendable {
        let registration: Registration.ID
        let items: [ItemInput]
        let note: String?
    }

    struct ItemBody: Codable, Sendable, NamedType {
        static var schemaName: String { "ClaimItem" }

        let id: ClaimItem.ID
        let category: CostCategory
        let spentOn: String
        let words: String
        let amount: Int
        let currency: String
        /// Units of that currency for one unit of the claim's, as it was checked.
        let rate: String?
        /// In the claim's currency.
        let exchanged: Int?
        let allowed: Int?
        let reason: String
        let isNotRefundable: Bool
        let receipts: [ReceiptBody]
    }

    struct ReceiptBody: Codable, Sendable, NamedType {
        static var schemaName: String { "Receipt" }

        let id: Receipt.ID
        let fileName: String
        let mediaType: String
        /// Bytes.
        let size: Int
        let sha256: String

        init(_ receipt: ReceiptRecord) {
            (id, fileName, mediaType) = (receipt.id, receipt.file.name, receipt.file.type)
            (size, sha256) = (receipt.file.size, receipt.file.sha256)
        }
    }

    struct ReceiptInput: Codable, Sendable {
        /// The cost that it proves.
        let item: ClaimItem.ID
        let fileName: String
        /// The file in base64.
        let content: String
    }

    struct ClaimBody: Codable, Sendable, NamedType {
        static var schemaName: String { "Claim" }

        let id: Claim.ID
        /// In its event, from 1.
        let number: Int
        let registration: Registration.ID
        let state: ClaimState
        let currency: String
        let note: String
        let reason: String
        let items: [ItemBody]

        init(_ claim: ClaimRecord, _ items: [ClaimItemRecord], _ receipts: [ClaimItem.ID: [ReceiptRecord]]) {
            id = claim.id
            number = claim.number
            registration = claim.registration
            state = claim.state
            currency = claim.currency.code
            note = claim.note
            reason = claim.reason
            self.items = items.map { item in
                ItemBody(
                    id: item.id, category: item.category, spentOn: item.spentOn, words: item.words,
                    amount: Int(item.amount.minor),
                    currency: item.amount.currency.code, rate: item.rate, exchanged: item.exchanged.map { Int($0) },
                    allowed: item.allowed.map { Int($0) }, reason: item.reason, isNotRefundable: item.isNotRefundable,
                    receipts: (receipts[item.id] ?? []).map(ReceiptBody.init))
            }
        }
    }

    struct VerdictInput: Codable, Sendable {
        let item: ClaimItem.ID
        let line: BudgetLine.ID?
        /// As people write it; all of it unless told.
        let allowed: String?
        let reason: String?
    }

    struct StateInput: Codable, Sendable {
        /// `checked`, `approved`, `paid`, `returned` or `rejected`.
        let state: ClaimState
        let reason: String?
        /// Where it becomes `checked`.
        let verdicts: [VerdictInput]?
        /// Where it becomes `paid`: a day, and what the accounts call it.
        let paidOn: String?
        let reference: String?
    }

    struct LineKnown: Codable, Sendable {
        let id: BudgetLine.ID
        /// In minor units of the line's currency.
        let committed: Int
        let claimed: Int
        let approved: Int
    }

    typealias LineBody = FieldBody<BudgetLineFields, LineKnown>

    struct AllowanceKnown: Codable, Sendable {
        let id: Allowance.ID
    }

    typealias AllowanceBody = FieldBody<AllowanceFields, AllowanceKnown>

    private static let tag = "Money"

    static let routes: [APIRoute] = [
        .get(MoneyPaths.apiLines, .account, tag, "The lines of the budget, in their order.") { visit, event in
            try await visit.read { reading -> [LineBody] in
                try FinanceAccess.require(visit, event, reading)
                let settlement = try Settlement.of(event, reading)
                return try MoneyStore(reading).lines(of: event).map { line($0, settlement.lines[$0.id]) }
            }
        },
        .send(.post, MoneyPaths.apiLines, .account, tag, "Adds a line of the budget.", success: .created) {
            (visit, input: FieldInput<BudgetLineFields>, event) in
            let id = try await BudgetOperations.writeLine(visit, event, nil, input.fields())
            return line(try await visit.read { try MoneyStore($0).line(event, id) }, nil)
        },
        .get(
            MoneyPaths.apiAllowances, .account, tag,
            "What is paid for a night, a day or a kilometre, by place and date, of the event's programme.",
            query: Cursor.parameters
        ) { visit, event in
            let all = try await visit.read { reading -> [AllowanceBody] in
                try FinanceAccess.require(visit, event, reading)
                let programme = try EventStore(reading).event(event).programme
                return try AllowanceStore(reading).all(of: programme).map {
                    AllowanceBody(AllowanceKnown(id: $0.id), $0.fields)
                }
            }
            return try Cursor(visit).page(of: all) { $0.facts.id.description }
        },
        .send(
            .post, MoneyPaths.apiAllowancesImport, .account, tag,
            "Takes rates by place, as a workbook or CSV: all rows, or none.", limit: TableUpload.bodyLimit
        ) { (visit, input: TableInput, event) in
            try await AllowanceOperations.take(visit, event, try TableUpload(input))
        },
        .send(
            .post, MoneyPaths.apiClaimsImport, .account, tag,
            "Takes claims that came on paper, as a workbook or CSV: a row for each cost; all rows, or none.",
            limit: TableUpload.bodyLimit
        ) { (visit, input: TableInput, event) in
            try await ClaimFile.take(visit, event, try TableUpload(input))
        },
        .get(MoneyPaths.apiClaims, .account, tag, "Claims that were sent, by number.", query: Cursor.parameters) {
            visit, event in
            let all = try await visit.read { reading -> [ClaimBody] in
                try FinanceAccess.require(visit, event, reading)
                let claims = try MoneyStore(reading).claims(of: event).filter { $0.state != .draft }
                let items = try MoneyStore(reading).items(of: claims.map(\.id))
                let receipts = try ReceiptStore(reading).receipts(of: claims.map(\.id))
                return claims.map { ClaimBody($0, items[$0.id] ?? [], receipts) }
            }
            return try Cursor(visit).page(of: all) { $0.id.description }
        },
        .send(
            .post, MoneyPaths.apiClaims, .account, tag, "Enters a claim for somebody, as it came on paper.",
            success: .created
        ) {
            (visit, input: ClaimInput, event) in
            let id = try await ClaimOperations.enter(
                visit, event, input.registration, input.items.map(\.input), note: input.note ?? "")
            return try await claim(visit, event, id)
        },
        .get(MoneyPaths.apiClaim, .account, tag, "One claim with its costs.") { visit, event, id in
            try await claim(visit, event, id)
        },
        .send(.put, MoneyPaths.apiClaimState, .account, tag, "Checks, approves, pays, returns or rejects a claim.") {
            (visit, input: StateInput, event, id) in
            if input.state == .checked {
                var verdicts: [ClaimItem.ID: ClaimOperations.Verdict] = [:]
                for told in input.verdicts ?? [] {
                    verdicts[told.item] = .init(line: told.line, allowed: told.allowed ?? "", reason: told.reason ?? "")
                }
                try await ClaimOperations.check(visit, event, id, verdicts)
            } else {
                try await ClaimOperations.decide(
                    visit, event, id, input.state, reason: input.reason ?? "", paidOn: input.paidOn ?? "",
                    reference: input.reference ?? "")
            }
            return try await claim(visit, event, id)
        },
        .send(
            .post, MoneyPaths.apiReceipts, .account, tag, "Adds a receipt to a cost of a claim.", success: .created,
            limit: KeptFiles.bodyLimit
        ) { (visit, input: ReceiptInput, event, id) in
            try await visit.read { try FinanceAccess.require(visit, event, $0) }
            guard let data = Data(base64Encoded: input.content) else {
                throw Refusal.invalid(["content": L("This is not base64.")])
            }
            let file = try ReceiptOperations.bill(
                await KeptFiles.check(visit, [UInt8](data), name: input.fileName))
            try await ReceiptOperations.add(visit, event, id, to: input.item, file)
            return try await claim(visit, event, id)
        },
        .file(
            MoneyPaths.apiReceipt, .account, tag, "A receipt, as something to keep.",
            mediaType: "application/octet-stream"
        ) { visit, event, claim, id in try await ReceiptOperations.fetch(visit, event, claim, id) },
    ]

    private static func claim(_ visit: Visit, _ event: Event.ID, _ id: Claim.ID) async throws -> ClaimBody {
        try await visit.read { reading in
            try FinanceAccess.require(visit, event, reading)
            return ClaimBody(
                try MoneyStore(reading).claim(event, id), try MoneyStore(reading).items(of: [id])[id] ?? [],
                try ReceiptStore(reading).receipts(of: [id]))
        }
    }

    private static func line(_ record: BudgetLineRecord, _ sums: Settlement.Line?) -> LineBody {
        var fields = BudgetLineFields(
            title: record.title, category: record.category.rawValue, currency: record.currency.code)
        fields.ceiling = record.ceiling?.decimal ?? ""
        fields.perPerson = record.perPerson?.decimal ?? ""
        return LineBody(
            LineKnown(
                id: record.id, committed: Int(sums?.committed ?? 0), claimed: Int(sums?.claimed ?? 0),
                approved: Int(sums?.approved ?? 0)), fields)
    }
}

extension ClaimState: ChoiceType {}
