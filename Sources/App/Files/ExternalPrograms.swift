/// The programs of the system that the product uses where they are there.
public enum ExternalPrograms {
    /// Name, Debian package, and what it makes.
    public static let list: [(name: String, package: String, use: String)] = [
        (Program.pandoc.name, Program.pandoc.package, "DOCX and ODT files"),
        (Program.weasyPrint.name, Program.weasyPrint.package, "PDF files"),
        (Program.rasteriser.name, Program.rasteriser.package, "charts in DOCX and ODT files"),
    ]

    public static func path(of name: String) -> String? { Program(name: name, package: name).find() }
}
