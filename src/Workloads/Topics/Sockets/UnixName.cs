using System.Net.Sockets;

namespace Workloads.Topics;

/// <summary>The name of a Unix socket as text: a path, or after an @ a name that Linux keeps out of the file system.</summary>
internal static class UnixName
{
    private const char Abstract = '@';

    /// <summary>A name that no other socket has.</summary>
    public static string Unique() => $"{Abstract}workloads-{Guid.NewGuid():N}";

    /// <summary>What a socket binds or connects to.</summary>
    public static UnixDomainSocketEndPoint EndPoint(string name) => new(name[0] == Abstract ? "\0" + name[1..] : name);
}
