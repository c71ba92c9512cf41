using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Workloads.Interpreter.Machine;

/// <summary>The native work that needs no lock: a SHA-256 of so many kilobytes of zeros, of which 31 bits are returned.</summary>
internal static class NativeHash
{
    public static long Of(long kilobytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(new byte[kilobytes * 1024], hash);
        return MemoryMarshal.Read<int>(hash) & int.MaxValue;
    }
}
