namespace Tandem.Server.Security;

/// <summary>Secrets that were given out and are known again. Thread-safe.</summary>
internal interface ISecretsSeen
{
    void Add(string secret);

    bool Contains(string secret);

    /// <summary>False where it is not known.</summary>
    bool Remove(string secret);
}
