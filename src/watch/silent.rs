//! Disks that send no change events, known by the number that the system gives each kind of file system: what is
//! changed from another machine, or from outside this virtual one, is changed behind our kernel's back.

use std::path::Path;

/// What a folder lies on, as words that go after "is on", if events cannot be relied upon there.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub fn silent_disk(folder: &Path) -> Option<&'static str> {
    // The type of the field differs between processors; the number has 32 bits on all.
    rustix::fs::statfs(folder).ok().and_then(|disk| named(disk.f_type as u32))
}

/// Other systems say so themselves, when a watch is set.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub fn silent_disk(_: &Path) -> Option<&'static str> {
    None
}

/// From statfs(2), linux/magic.h and the list in coreutils' `stat.c`.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn named(kind: u32) -> Option<&'static str> {
    Some(match kind {
        0x6969 => "a network file system (NFS)",
        0x517B | 0xFF53_4D42 | 0xFE53_4D42 => "a network file system (SMB)",
        0x564C => "a network file system (NCP)",
        0x0102_1997 => "a file system shared from another system (9p)",
        0x6573_5546 => "a file system of another program (FUSE)",
        0x5346_414F | 0x6B41_4653 => "a network file system (AFS)",
        0x7375_7245 => "a network file system (Coda)",
        0x00C3_6400 => "a network file system (Ceph)",
        0x0BD0_0BD0 => "a network file system (Lustre)",
        0x4750_4653 => "a network file system (GPFS)",
        0x0116_1970 => "a cluster file system (GFS2)",
        0x7461_636F => "a cluster file system (OCFS2)",
        0x1983_0326 => "a network file system (BeeGFS)",
        0xAAD7_AAEA => "a network file system (PanFS)",
        0x786F_4256 => "a folder shared by VirtualBox",
        0xBACB_ACBC => "a folder shared by VMware",
        0x7C7C_6673 => "a folder shared by Parallels",
        _ => return None,
    })
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn disks_of_other_machines_are_named_and_our_own_are_not() {
        for (kind, word) in [(0x6969, "NFS"), (0xFF53_4D42, "SMB"), (0x0102_1997, "9p"), (0x6573_5546, "FUSE")] {
            assert!(named(kind).unwrap().contains(word));
        }
        // ext4, btrfs, xfs, tmpfs, overlayfs, zfs.
        for kind in [0xEF53, 0x9123_683E, 0x5846_5342, 0x0102_1994, 0x794C_7630, 0x2FC1_2FC1] {
            assert_eq!(named(kind), None);
        }
        assert_eq!(silent_disk(Path::new("/proc")), None);
        assert_eq!(silent_disk(Path::new("/no/such/folder")), None);
    }
}
