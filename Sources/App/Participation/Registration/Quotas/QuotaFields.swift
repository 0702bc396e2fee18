import Domain
import Foundation
import Storage
import Web

/// What is told of a quota: as a form, the API and the file of quotas give it.
struct QuotaFields: Sendable, Hashable {
    /// Empty: made from the rest.
    var label = ""
    var kind = SeatQuota.Kind.cap
    /// `all`, or what it looks at.
    var attribute = "all"
    /// A code or a name; of a guarantee several, separated by semicolons. Empty: each value by itself.
    var value = ""
    var seats = ""
    /// Nothing for every mode.
    var mode = ""
    /// By the clock of the event's place, `2027-05-01T00:00`.
    var until = ""
    /// `KZ=6; UZ=3`
    var exceptions = ""

    init() {}

    init(_ record: QuotaRecord) {
        let quota = record.quota
        (label, kind, attribute) = (quota.label, quota.kind, quota.attribute?.rawValue ?? "all")
        value = quota.values.joined(separator: "; ")
        (seats, mode, until) = (String(quota.seats), quota.mode ?? "", record.until?.local ?? "")
        exceptions = quota.exceptions.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
    }

    /// The quota that they mean.
    /// - Parameter others: the labels that are taken.
    /// - Throws: ``Refusal/invalid(_:)`` with all that is wrong.
    func quota(_ words: QuotaWords, zone: String, others: [String]) throws -> (SeatQuota, TypedTime?) {
        var check = FieldCheck()
        let attribute = SeatAttribute(rawValue: self.attribute)
        if attribute == nil && self.attribute != "all" { check.fail("attribute", L("Choose one.")) }
        if attribute == nil && kind == .guarantee {
            check.fail("attribute", L("Seats are kept for some: say by what they differ, by country for instance."))
        }
        var values: [String] = []
        for piece in attribute == nil ? [] : pieces(value) {
            guard let known = words.code(attribute, piece) else {
                check.fail("value", L("“\(piece)” is not known here. Write a code or a name."))
                continue
            }
            if !values.contains(known) { values.append(known) }
        }
        if kind == .guarantee && values.isEmpty { check.fail("value", L("Say for whom seats are kept.")) }
        if kind == .cap && values.count > 1 {
            check.fail("value", L("Make one quota for each, or leave it empty for a quota of each value."))
        }
        let seats = number(self.seats)
        if seats == nil { check.fail("seats", L("Enter a number of seats, 0 or more.")) }
        let (time, exceptions) = (until(zone, &check), exceptions(attribute, values, words, &check))
        var label = check.line("label", self.label, limit: 60)
        if label.contains(";") || label.contains("/") { check.fail("label", L("Without semicolons and slashes.")) }
        try check.finish()
        let quota = { (label: String) in
            SeatQuota(
                label: label, kind: kind, attribute: attribute, values: values, seats: seats ?? 0,
                mode: AttendanceMode(rawValue: mode)?.rawValue, until: time?.at, exceptions: exceptions)
        }
        if label.isEmpty { label = Self.free(words.label(quota("")), others) }
        if others.contains(label) { throw Refusal.invalid(["label": L("Another quota has this name.")]) }
        return (quota(label), time)
    }

    private func pieces(_ text: String) -> [String] {
        text.split(whereSeparator: { $0 == ";" || kind == .guarantee && $0 == "," }).map { FieldCheck.line($0) }
            .filter { !$0.isEmpty }
    }

    private func number(_ text: String) -> Int? {
        guard let number = Int(FieldCheck.line(text)), (0...SeatQuota.mostSeats).contains(number) else { return nil }
        return number
    }

    private func until(_ zone: String, _ check: inout FieldCheck) -> TypedTime? {
        guard !until.isEmpty else { return nil }
        guard kind == .guarantee else {
            check.fail("until", L("Only seats that are kept have an end."))
            return nil
        }
        let time = TypedTime(until, zone: zone)
        if time == nil { check.fail("until", L("Write the time as 2027-03-04T10:00.")) }
        if let time, !EpochTime.known.contains(time.at) { check.fail("until", L("Check the year.")) }
        return time
    }

    private func exceptions(
        _ attribute: SeatAttribute?, _ values: [String], _ words: QuotaWords, _ check: inout FieldCheck
    ) -> [String: Int] {
        var exceptions: [String: Int] = [:]
        for piece in self.exceptions.split(separator: ";") where !FieldCheck.line(piece).isEmpty {
            let sides = piece.split(separator: "=", maxSplits: 1).map { FieldCheck.line($0) }
            guard sides.count == 2, let seats = number(sides[1]), let value = words.code(attribute, sides[0]) else {
                check.fail("exceptions", L("Write exceptions as KZ=6; UZ=3."))
                continue
            }
            exceptions[value] = seats
        }
        guard !exceptions.isEmpty else { return [:] }
        if attribute == nil || kind == .cap && !values.isEmpty {
            check.fail("exceptions", L("Exceptions go with a quota of each value."))
        }
        if kind == .guarantee, exceptions.keys.contains(where: { !values.contains($0) }) {
            check.fail("exceptions", L("Exceptions are of those for whom seats are kept."))
        }
        return exceptions
    }

    private static func free(_ label: String, _ others: [String]) -> String {
        guard others.contains(label) else { return label }
        var number = 2
        while others.contains("\(label) \(number)") { number += 1 }
        return "\(label) \(number)"
    }
}
