using System.Text.RegularExpressions;
using Workloads.Interpreter;
using Workloads.Topics;

namespace Workloads.Tests;

/// <summary>What listens within an experiment, and is gone before a test could look at its sockets.</summary>
public partial class LoopbackTests
{
    [Fact]
    public void No_script_listens_where_others_could_reach_it()
    {
        string[] listening = [.. Sources("python", "*.py").SelectMany(File.ReadLines).Where(line => Listening().IsMatch(line))];

        Assert.NotEmpty(listening);
        Assert.All(listening, line => Assert.Matches("\"127\\.0\\.0\\.1\"|HOST|sock=bound|remote_addr=", line));
    }

    [Fact]
    public void No_source_binds_to_any_address() => Assert.All(
        Sources("src", "*.cs").SelectMany(File.ReadLines).Where(line => Binding().IsMatch(line)),
        line => Assert.DoesNotMatch(@"\b(IPv6)?Any\b|ListenAnyIP|0\.0\.0\.0|\[::\]", line));

    private static IEnumerable<string> Sources(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), pattern, SearchOption.AllDirectories);

    // The server classes of the standard library bind to their first argument; who asks a server is bound to where that is. A Unix socket
    // is out of reach from elsewhere.
    [GeneratedRegex(@"\.bind\(|start_server\(|create_server\(|create_datagram_endpoint\(|server_class\(", RegexOptions.None,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Listening();

    [GeneratedRegex(@"\bBind\(|Listen\(|Listen[A-Z]\w*\(|TcpListener\(|UdpClient\(", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Binding();
}
