import Web

/// Files that are no table of the two kinds that are read, recognised by what is in them, with the way out in words.
enum ForeignFile {
    /// - Parameter bytes: a file that is no zip archive.
    static func refusal(of bytes: [UInt8]) -> Refusal? {
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return compound(bytes) }
        // BIFF 2 to 5 without a container.
        if bytes.count > 4, bytes[0] == 0x09, [0x00, 0x02, 0x04, 0x08].contains(bytes[1]), bytes[3] == 0 { return old }
        if bytes.starts(with: Array("%PDF".utf8)) {
            return SheetFile.refusal(
                L("This is a PDF. Ask for the table it was made from, as .xlsx or .csv."))
        }
        let head = String(decoding: bytes.prefix(1_024), as: UTF8.self).lowercased().trimmed
        let start = head.drop { $0 == "\u{FEFF}" || $0.isWhitespace }
        if start.hasPrefix("<?xml"), head.contains("excel.sheet") || head.contains("office:spreadsheet") {
            return SheetFile.refusal(
                L("This is an XML spreadsheet of 2003. Open it in a spreadsheet program and save it as .xlsx."))
        }
        if ["<html", "<!doctype html", "<table", "<meta", "<head", "<style", "<?xml"].contains(where: start.hasPrefix) {
            return SheetFile.refusal(
                L(
                    "This is a web page that is named like a table. Open it in a spreadsheet program and save it as .xlsx."
                ))
        }
        return nil
    }

    private static let old = SheetFile.refusal(L("This is an old Excel file (.xls). Open it and save it as .xlsx."))

    /// An OLE container: an old workbook, or a new one that a password locks.
    private static func compound(_ bytes: [UInt8]) -> Refusal {
        func holds(_ name: String) -> Bool {
            let wide: [UInt8] = name.utf8.flatMap { byte -> [UInt8] in [byte, 0] }
            return bytes.firstRange(of: wide) != nil
        }
        if holds("EncryptedPackage") {
            return SheetFile.refusal(
                L("The workbook has a password. Open it, remove the password, and save it again as .xlsx."))
        }
        if holds("Workbook") || holds("Book") { return old }
        return SheetFile.refusal(
            L("This is an old Excel file (.xls) or one with a password. Save it as .xlsx without a password."))
    }

    /// Archives that hold something else than a workbook of Office Open XML.
    static func refusal(ofArchive archive: ZipArchive) throws -> Refusal? {
        let names = archive.names
        if let type = try archive.part("mimetype"),
            String(decoding: type.prefix(100), as: UTF8.self).contains("opendocument")
        {
            return SheetFile.refusal(
                L("This is an OpenDocument table (.ods). Open it and save it as Excel (.xlsx) or as CSV."))
        }
        if names.contains("index.zip") || names.contains("index/document.iwa") || names.contains("index.apxl") {
            return SheetFile.refusal(
                L("This is a table of Apple Numbers. Open it there, choose Export To, and then Excel or CSV."))
        }
        if names.contains("xl/workbook.bin") {
            return SheetFile.refusal(L("This is a binary workbook (.xlsb). Open it and save it as .xlsx."))
        }
        if names.contains("word/document.xml") || names.contains("ppt/presentation.xml") {
            return SheetFile.refusal(
                L("This is a Word or PowerPoint file. Copy its table into a spreadsheet and save that as .xlsx."))
        }
        return nil
    }
}
