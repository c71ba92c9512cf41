using Workloads.Interpreter;

namespace Workloads.Topics;

/// <summary>The primality test that gives way after every so many divisions: to the loop's other code, or to other threads (B10).</summary>
internal static class NappingPrimality
{
    public static async Task<long> TestAsync(long number, int divisions, CancellationToken cancellationToken)
    {
        var search = new Search(number, divisions);
        while (search.Advance())
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        return search.Result;
    }

    public static long Test(long number, int divisions, CancellationToken cancellationToken)
    {
        var search = new Search(number, divisions);
        while (search.Advance())
        {
            cancellationToken.ThrowIfCancellationRequested();
            Thread.Yield();
        }

        return search.Result;
    }

    /// <summary>The trial division, cut into pieces of so many divisions.</summary>
    private sealed class Search
    {
        private readonly ulong _number, _root, _step;
        private ulong _divisor = 3;

        public Search(long number, int divisions)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(divisions, 1);
            _number = (ulong)Workload.IsPrime.Checked(number);
            _root = (ulong)IntegerRoot.Of(number);
            _step = 2 * (ulong)divisions;
            Result = number == 2 || (number > 2 && number % 2 != 0) ? 1 : 0;
        }

        public long Result { get; private set; }

        /// <summary>Tries the next divisors; returns whether there are more to try.</summary>
        public bool Advance()
        {
            if (Result == 0)
                return false;
            ulong end = Math.Min(_root, _divisor + _step - 1);
            for (; _divisor <= end; _divisor += 2)
            {
                if (_number % _divisor != 0)
                    continue;
                Result = 0;
                return false;
            }

            return _divisor <= _root;
        }
    }
}
