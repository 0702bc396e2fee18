import Domain
import Web

extension Message {
    static let mselOfAnother = L("This file is of another exercise: its ids are not known here.")
}

extension MselField {
    /// Those that a person may give to a column.
    static let chosen = allCases.filter { ![.id, .revision, .delete].contains($0) }

    /// For people; headings of files stay as they are.
    var words: Message {
        switch self {
        case .label: L("Label")
        case .title: L("Title")
        case .text: L("Text")
        case .time: L("Time")
        case .date: L("Day")
        case .storyTime: L("Time of the story")
        case .from: L("From")
        case .to: L("To")
        case .channel: L("Channel")
        case .type: L("Type")
        case .expected: L("Expected action")
        case .controller: L("Controller")
        case .objective: L("Objective")
        case .move: L("Move of the exercise")
        case .storyline: L("Storyline")
        case .status: L("State")
        case .note: L("Note")
        case .place: L("Place")
        case .priority: L("Priority")
        case .id: .verbatim("Roundtable ID")
        case .revision: L("Revision")
        case .delete: L("Delete")
        }
    }
}

extension MselTimeReason {
    var words: Message {
        switch self {
        case .dateOrder(let one, let other): L("Day or month first: \(one) or \(other)?")
        case .unit: L("Minutes or hours?")
        case .zone(let name): L("Several time zones are called \(name): which one?")
        case .year: L("Of which month and year?")
        case .weekday: L("Of which week?")
        case .number: L("A time of the day, or minutes or hours?")
        case .noMove(let number): L("There is no move \(number).")
        case .twoTimes: L("Two columns say different times: which one counts?")
        case .minute(let number): L("There is no minute \(number).")
        case .second(let number): L("There is no second \(number).")
        case .hour(let number): L("There is no hour \(number).")
        case .day(let number, let clock):
            clock.isEmpty
                ? L("There is no day \(number) in this month.")
                : L("There is no day \(number) in this month. Is \(clock) meant?")
        case .month(let number): L("There is no month \(number).")
        case .fiveDigits(let guess):
            guess.isEmpty ? L("This is no time.") : L("Five digits are no time. Is \(guess) meant?")
        case .errorValue(let text): L("The cell holds the error \(text).")
        case .unreadable: L("This is no time.")
        case .nextDay: L("On the next day.")
        case .dayBefore: L("On the day before, in UTC.")
        case .beforeStart: L("Before STARTEX: released by hand before play.")
        case .endOfExercise: L("At ENDEX: released by hand.")
        case .unknown, .empty: L("No time yet: released by hand.")
        case .onRequest: L("Released by hand when it is asked for.")
        case .daySerial: L("A plain number, read as the day that Excel counts.")
        }
    }
}

extension MselRowReason {
    var words: Message {
        switch self {
        case .error(let column, let text): L("“\(column)” holds the error \(text).")
        case .noTitle: L("There is neither a title nor a text.")
        case .titleFromText: L("The title is the beginning of the text.")
        case .time(_, let reason): reason.words
        case .channel(let text): L("No channel is called “\(text)”.")
        case .happened(let text): L("“\(text)” becomes approved: a file cannot say what happened.")
        case .contingency(let label): L("Proposed as a contingency of \(label).")
        case .hidden: L("The row is hidden in the file.")
        case .labelTwice(let label, let sheet, let row):
            L("The label \(label) stands in the sheet “\(sheet)”, row \(row), too.")
        }
    }
}
