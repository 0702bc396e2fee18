import Web

extension Refusal {
    static let noRasteriser = Refusal(
        .notImplemented, "no-rasteriser", L("This server cannot make PNG pictures."),
        advice: L(
            "Its administrator can install the Debian package librsvg2-bin. The SVG picture holds the same and opens in every browser."
        ))
    static func programMissing(_ program: Program) -> Refusal {
        Refusal(
            .notImplemented, "no-\(program.name)",
            L(
                "This server cannot make this file: it needs the program \(program.name), of the Debian package \(program.package)."
            ),
            advice: L("Nothing is wrong with your data. HTML and Markdown hold the same and need no further program."))
    }

    static func programStopped(_ program: Program, _ reason: Program.Stop) -> Refusal {
        let what: Message =
            switch reason {
            case .work(let seconds): L("\(program.name) was stopped after \(seconds) seconds of work.")
            case .clock(let seconds): L("\(program.name) was stopped after \(seconds) seconds.")
            case .size(let bytes):
                L("\(program.name) was stopped, because the file grew beyond \(bytes >> 20) MB.")
            case .memory(let bytes):
                L("\(program.name) was stopped, because it took more than \(bytes >> 20) MB of memory.")
            case .shutdown: L("The server is being stopped.")
            }
        return Refusal(
            .serviceUnavailable, "conversion-stopped", what,
            advice: L(
                "Nothing was changed, and no file was made. Try again, or choose HTML or Markdown, which need no further program."
            ))
    }

    static let importsBusy = busy(
        "imports-busy", L("Two files are being read at the moment; more would slow the room down."))
    static let conversionsBusy = busy(
        "conversions-busy", L("Two files are being made at the moment; more would slow the room down."))

    private static func busy(_ code: String, _ title: Message) -> Refusal {
        var refusal = Refusal(
            .serviceUnavailable, code, title, advice: L("Nothing was changed. Try again in half a minute."))
        refusal.retryAfter = 30
        return refusal
    }

    static let workbookNotWritten = Refusal(
        .internalServerError, "workbook-not-written", L("The workbook could not be written."),
        advice: L("Nothing was changed. Use the CSV file instead, and tell the administrator."))
}
