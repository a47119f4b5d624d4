namespace Tandem.Storage.Backups;

/// <summary>A backup or a place for it is not as it must be; the message says what and what to do. Nothing was changed that counts.</summary>
public sealed class BackupRefusedException(string message) : Exception(message);
