import Web

/// PNG pictures of charts, made by librsvg's program where the server has it: the product brings no rasteriser of its own.
enum ChartPicture {
    /// - Returns: the bytes of the picture, 2 pixels per unit.
    /// - Throws: ``Refusal`` 501 `no-rasteriser` where the program is missing or fails.
    static func png(_ svg: String) async throws -> [UInt8] {
        guard Program.rasteriser.find() != nil else { throw Refusal.noRasteriser }
        let folder = try WorkFolder()
        try folder.write(svg, to: "chart.svg")
        do {
            return try await Program.rasteriser.run(
                ["--zoom", "2", "--format", "png", "--output", "chart.png", "chart.svg"], in: folder,
                output: "chart.png")
        } catch is Program.Failed {
            throw Refusal.noRasteriser
        }
    }
}
