namespace Workloads.Processes;

/// <summary>The workloads that a worker process finds by name: nothing else can be called there.</summary>
internal static class RegisteredWorkloads
{
    /// <summary>Finds a workload by its exact name; null when there is none that a worker may call.</summary>
    public static Workload? Find(string name, bool faults) => In(Workload.All, name) ?? (faults ? In(Faults.All, name) : null);

    /// <summary>Whether this very workload is one that workers know.</summary>
    public static bool Contains(Workload workload, bool faults) => ReferenceEquals(Find(workload.Name, faults), workload);

    /// <summary>Refuses a workload that workers do not know, and says what they know.</summary>
    /// <exception cref="ArgumentException">A worker cannot find the workload by its name.</exception>
    public static void Check(Workload workload, bool faults)
    {
        ArgumentNullException.ThrowIfNull(workload);
        if (Contains(workload, faults))
            return;
        string known = string.Join(", ", Workload.All.Select(known => known.Name));
        throw new ArgumentException(
            $"'{workload}' is not known in worker processes: only a name crosses to them, and they know {known}{(faults ? " and the faults" : "")}.", nameof(workload));
    }

    private static Workload? In(IReadOnlyList<Workload> workloads, string name)
    {
        // A loop, since a worker runs this before its first call and a query would have to be compiled first.
        for (int i = 0; i < workloads.Count; i++)
        {
            if (string.Equals(workloads[i].Name, name, StringComparison.Ordinal))
                return workloads[i];
        }

        return null;
    }
}
