namespace Workloads.Topics;

/// <summary>The parts of a web system as document 001 lists them (B17), each with the experiments that show it at work.</summary>
public static class WebSystem
{
    /// <summary>The picture: what a request waits for along solid arrows, what happens later along dashed ones.</summary>
    public static IDisplayable Picture => Drawing;

    internal static SystemPicture Drawing { get; } = new(
        "The parts of a web system, and where this series shows them",
        [
            new("browser", ["asks, and waits", "for many answers"], ["C2", "C10", "D13"], Column: 0, Row: 0),
            new("load balancer", ["one address,", "many servers"], ["B18"], Column: 0, Row: 1),
            new("application server", ["worker processes", "run the program"], ["A10", "B18", "D11"], Column: 1, Row: 1) { IsMany = true },
            new("cache", ["remembers", "what was asked"], ["B17"], Column: 2, Row: 0),
            new("database", ["holds what must", "not be lost"], ["B17"], Column: 2, Row: 1),
            new("index", ["finds a row", "without a scan"], ["B17"], Column: 3, Row: 1),
            new("queue", ["keeps work", "until it is done"], ["E7"], Column: 1, Row: 2),
            new("task workers", ["do what nobody", "waits for"], ["A7", "B12"], Column: 2, Row: 2) { IsMany = true },
        ],
        [
            new("browser", "load balancer", "request"), new("load balancer", "application server", "spread"),
            new("application server", "cache", "look first"),
            new("application server", "database", "else ask"), new("database", "index", "look up"),
            new("application server", "queue", "work for later") { IsLater = true },
            new("queue", "task workers", "take") { IsLater = true }, new("task workers", "database", "store") { IsLater = true },
        ])
    {
        Caption = "A request waits along the solid arrows; nobody waits along the dashed ones. Piles grow with demand.",
    };
}
