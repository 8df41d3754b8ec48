;;; e2e.el --- whosays in Emacs, batch  -*- lexical-binding: t -*-
;; Evaluates the configuration of editors/emacs/README.md word for word and drives what it set up.
;; CLIENT is "eglot" or "lsp-mode".

(setq make-backup-files nil create-lockfiles nil enable-local-variables nil)
(defvar test-archive (getenv "WORKSPACE")) ; a plain name would turn the packages' own variables dynamic
(defvar test-client (getenv "CLIENT"))
(defvar test-passed 0)
(defvar test-failed 0)
(defun ok (condition name &optional detail)
  (if condition (setq test-passed (1+ test-passed)) (setq test-failed (1+ test-failed)))
  (princ (format "%s %s\n" (if condition "ok  " "FAIL") name))
  (when (and detail (not condition)) (princ (format "     %s\n" detail)))
  condition)
(defun eventually (name condition &optional detail)
  (let ((end (+ (float-time) 20)) result)
    (while (and (not (setq result (ignore-errors (funcall condition)))) (< (float-time) end))
      (accept-process-output nil 0.05))
    (ok result name (and detail (funcall detail)))))
(defun on (needle &optional offset)
  (goto-char (point-min))
  (search-forward needle)
  (goto-char (+ (match-beginning 0) (or offset 0))))

(defun readme-block (heading)
  "The elisp under HEADING in the README."
  (with-temp-buffer
    (insert-file-contents (getenv "README"))
    (search-forward (concat "\n## " heading "\n"))
    (search-forward "```elisp\n")
    (let ((start (point)))
      (search-forward "\n```")
      (buffer-substring start (match-beginning 0)))))
(defun eval-block (heading)
  (with-temp-buffer
    (insert (readme-block heading))
    (goto-char (point-min))
    (condition-case nil
        (while t (eval (read (current-buffer)) t))
      (end-of-file nil))))

(defun flymake-words ()
  "What Flymake has flagged as unsourced in the current buffer."
  (delq nil
        (mapcar (lambda (d)
                  (and (string-match-p "unsourced-figure" (format "%s" (flymake-diagnostic-text d)))
                       (buffer-substring (flymake-diagnostic-beg d) (flymake-diagnostic-end d))))
                (flymake-diagnostics))))

(defun test-eglot ()
  (require 'eglot)
  (setq eglot-sync-connect 20 eglot-autoshutdown nil eglot-confirm-server-initiated-edits nil)
  (eval-block "Eglot")
  (princ (format "Emacs %s, Eglot\n" emacs-version))
  (find-file (concat test-archive "/council.txt"))
  (ok (eq major-mode 'text-mode) "text-mode")
  ;; eglot-ensure waits for the command loop, which a batch Emacs does not have.
  (run-hooks 'post-command-hook)
  (eventually "eglot-ensure of the hook connects" #'eglot-current-server)
  (eventually "the two figures nobody vouches for are flagged"
              (lambda () (flymake-start) (accept-process-output nil 0.2)
                (let ((words (flymake-words))) (and (member "350" words) (member "$48 million" words))))
              (lambda () (flymake-diagnostics)))
  (ok (not (or (member "1,900" (flymake-words)) (member "40 percent" (flymake-words)))) "the sourced figures are not" (flymake-words))
  (on "HBPA had" 1)
  (let (seen)
    (eglot-hover-eldoc-function (lambda (text &rest _) (setq seen (format "%s" text))))
    (eventually "ElDoc tells the organisation" (lambda () (and seen (string-match-p "Harbour Bay Port Authority" seen))) (lambda () seen)))
  (on "350" 1)
  (ok (let ((actions (eglot-code-actions (point) (1+ (point)) nil nil))) (> (length actions) 0)) "an unsourced figure has code actions")
  ;; Until the archive has been read there is nowhere to go.
  (eventually "M-? lists the quote in other articles"
              (lambda () (on "We have patched" 5)
                (>= (length (xref-backend-references 'eglot "LSP identifier at point.")) 2)))
  (eventually "M-. leads from a quote to the letter"
              (lambda ()
                (on "We have patched" 5)
                (let ((xref-prompt-for-identifier nil)) (call-interactively #'xref-find-definitions))
                (with-current-buffer (window-buffer)
                  (and (equal "letter.txt" (file-name-nondirectory buffer-file-name)) (looking-at "We have patched"))))
              (lambda () (buffer-file-name (window-buffer))))
  (find-file (concat test-archive "/clean.md"))
  (find-file (concat test-archive "/council.txt"))
  (on "Since 2015 the old boats")
  (insert "The port authority said that ")
  (eglot--signal-textDocument/didChange)
  (eventually "a source added in the line clears its findings"
              (lambda () (flymake-start) (accept-process-output nil 0.2) (null (flymake-words)))
              (lambda () (flymake-words)))
  (set-buffer-modified-p nil)
  (eglot-shutdown (eglot-current-server))
  (ok (null (eglot-current-server)) "the server shuts down"))

(defun test-lsp-mode ()
  (require 'lsp-mode)
  (setq lsp-auto-guess-root t lsp-enable-file-watchers nil lsp-session-file (concat (getenv "HOME") "/session")
        lsp-enable-snippet nil lsp-diagnostics-provider :none lsp-restart 'ignore lsp-keep-workspace-alive nil lsp-warn-no-matched-clients nil
        lsp-headerline-breadcrumb-enable nil lsp-modeline-code-actions-enable nil lsp-modeline-diagnostics-enable nil lsp-modeline-workspace-status-enable nil)
  (eval-block "lsp-mode")
  (princ (format "Emacs %s, lsp-mode\n" emacs-version))
  (find-file (concat test-archive "/council.txt"))
  (lsp)
  (eventually "lsp-mode connects" (lambda () (lsp-workspaces)))
  (eventually "the figures nobody vouches for are flagged"
              (lambda () (>= (length (seq-filter (lambda (d) (equal (gethash "code" d) "unsourced-figure"))
                                                 (gethash (lsp--fix-path-casing buffer-file-name) (lsp-diagnostics t))))
                             2))
              (lambda () (lsp-diagnostics t)))
  (on "HBPA had" 1)
  (let ((hover (lsp-request "textDocument/hover" (lsp--text-document-position-params))))
    (ok (and hover (string-match-p "Harbour Bay Port Authority" (gethash "value" (gethash "contents" hover)))) "hover tells the organisation"))
  (eventually "the definition of a quote is in the letter"
              (lambda () (on "We have patched" 5) (lsp-find-definition) (equal "letter.txt" (file-name-nondirectory (buffer-file-name (window-buffer)))))
              (lambda () (buffer-file-name (window-buffer))))
  ;; The lens of the quote, run as a click on it would.
  (with-current-buffer (find-file-noselect (concat test-archive "/council.txt"))
    (let* ((lenses (mapcar (lambda (lens) (if (gethash "command" lens) lens (lsp-request "codeLens/resolve" lens)))
                           (lsp-request "textDocument/codeLens" `(:textDocument (:uri ,(lsp--buffer-uri))))))
           (command (seq-find (lambda (c) (equal (gethash "command" c) "whosays.showReferences"))
                              (mapcar (lambda (lens) (gethash "command" lens)) lenses)))
           shown)
      (ok command "a lens tells where the quote stands" lenses)
      (when command
        (cl-letf (((symbol-function 'lsp-show-xrefs) (lambda (xrefs &rest _) (setq shown xrefs))))
          (lsp--execute-command command))
        (ok (>= (length shown) 1) "and shows the places" shown))))
  (lsp-workspace-shutdown (car (with-current-buffer (find-file-noselect (concat test-archive "/council.txt")) (lsp-workspaces)))))

(condition-case err
    (if (equal test-client "eglot") (test-eglot) (test-lsp-mode))
  (error (setq test-failed (1+ test-failed))
         (princ (format "ERROR %S\n" err))))
(princ (format "%d passed, %d failed\n" test-passed test-failed))
(kill-emacs (if (= test-failed 0) 0 1))
;;; e2e.el ends here
