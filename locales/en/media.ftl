# Files on posts, and the page of one's own.

files-add = Attach files
files-pick = Choose files
files-help = Pictures up to { $images } MB; PDF, Office, CSV, DWG, DXF and STEP files up to { $files } MB. You can also paste or drop them here.
files-most =
    { $n ->
        [one] At most one file.
       *[other] At most { $n } files.
    }
files-attach = Upload, then describe them
files-busy = Uploading …
files-failed = The upload broke off. Nothing of the file was kept; your text is still here. Please try again.
files-waits = The line is broken. The upload goes on by itself as soon as it is back …
files-paused = The line stays broken. What came so far is kept for a day: choose the same file again, and it goes on from there.
files-progress = Progress of the upload
file-alt-picture = What does the picture show? For people who cannot see it
file-alt = Description
file-drop = Remove
file-no-alt = Picture without a description: { $name }
file-kilobytes =
    { $n ->
       *[other] { $n } kB
    }

settings-uploads = My files
uploads-room = Room in use
uploads-used = { $used } of { $quota } MB
uploads-unused =
    { $n ->
        [one] Files that hang on no post and no draft are deleted after one day.
       *[other] Files that hang on no post and no draft are deleted after { $n } days.
    }
uploads-empty = No files yet
uploads-empty-text = What you attach to topics and replies appears here.
uploads-on = On
uploads-loose = Hangs on no post
uploads-draft = In one of your drafts

problem-media-type = This kind of file is not taken. Pictures, PDF, Office, CSV, DWG, DXF and STEP files are.
problem-quota = There is no room left: each member may keep { $limit } MB. Delete files you no longer need under Settings, My files.
problem-file-gone = One of the files is not there any more, or hangs on another post. Please attach it again.

export-files = Your files
export-file-name = Name
export-file-type = Type
export-file-size = Bytes
export-file-alt = Description
flash-file-in-use = The file hangs on a post or waits with one. Take it off there first.
