namespace Tandem.Testing.Simulation;

/// <summary>One loop of a process. The scheduler alone drives it; what it remembers is lost in a crash.</summary>
internal interface IActor
{
    /// <summary>Its name in plans; with a number where there is one for each shard.</summary>
    string Name { get; }

    /// <summary>Goes on by one step, and waits for nothing.</summary>
    /// <param name="size">How much at most; at least 0.</param>
    /// <returns>False when there was nothing to do now.</returns>
    bool Step(int size);
}
