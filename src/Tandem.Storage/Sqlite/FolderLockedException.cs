namespace Tandem.Storage.Sqlite;

/// <summary>Another process works in the data folder. The message says which one, and what to do.</summary>
public sealed class FolderLockedException(string message, Exception inner) : IOException(message, inner);
