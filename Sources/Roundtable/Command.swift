import ArgumentParser
import App
import Configuration

@main struct Command: AsyncParsableCommand { func run() async throws {} }
