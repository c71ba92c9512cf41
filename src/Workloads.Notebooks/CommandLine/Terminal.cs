using Spectre.Console;

namespace Workloads.Notebooks.CommandLine;

/// <summary>The terminal; into a file or a pipe go plain lines, whatever the environment says of colours.</summary>
internal static class Terminal
{
    public static IAnsiConsole Console { get; } = Create();

    private static IAnsiConsole Create()
    {
        if (!System.Console.IsOutputRedirected)
            return AnsiConsole.Console;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(System.Console.Out),
        });
        console.Profile.Width = 160;
        return console;
    }
}
